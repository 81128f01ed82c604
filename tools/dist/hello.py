#!/usr/bin/env python3
"""Starts a language server and asks it for completions: hello.py COMMAND... Exits with 0 when it answers and ends well."""

import json
import subprocess
import sys

URI = "file:///nowhere/openclaw.json"
TEXT = "{ gateway: { bind: '' } }"


def main() -> None:
    server = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        server.stdin.flush()

    def answer(wanted):
        while True:
            length = 0
            while (line := server.stdout.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(server.stdout.read(length))
            if message.get("id") == wanted and "method" not in message:
                return message["result"]

    send({"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}})
    answer(1)
    send({"method": "initialized", "params": {}})
    document = {"uri": URI, "languageId": "openclaw", "version": 1, "text": TEXT}
    send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    position = {"line": 0, "character": TEXT.index("''") + 1}
    send({"id": 2, "method": "textDocument/completion", "params": {"textDocument": {"uri": URI}, "position": position}})
    found = answer(2)
    items = found if isinstance(found, list) else found["items"]
    assert any("loopback" in item["label"] for item in items), items
    send({"id": 3, "method": "shutdown"})
    answer(3)
    send({"method": "exit"})
    assert server.wait(10) == 0, server.returncode


if __name__ == "__main__":
    main()
