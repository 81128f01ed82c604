#!/usr/bin/env python3
"""Makes the recipes of package managers from the checksums of a release: recipes.py SHA256SUMS OUT [--partial]

A Homebrew formula, a PKGBUILD with its .SRCINFO for the AUR, and an expression for nix. Every archive must be there, unless
--partial is given: what was built on one machine has the archives of that machine only.
"""

import re
import sys
from pathlib import Path

from targets import DESCRIPTION, HOMEPAGE, NAME, REPOSITORY, TARGETS, VERSION

URL = f"{REPOSITORY}/releases/download/v{VERSION}"


def read(path: Path) -> dict[str, str]:
    """The checksums by triple."""
    lines = (line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines())
    by_name = {name: digest for digest, name in lines}
    return {target.triple: by_name[target.archive] for target in TARGETS if target.archive in by_name}


def url(triple: str) -> str:
    return f"{URL}/{NAME}-{VERSION}-{triple}.tar.gz"


def homebrew(sums: dict[str, str]) -> str:
    """A formula: Homebrew's own Linux has glibc, but not always a new one, so it gets the static program."""
    blocks = []
    for system, triples in {
        "macos": {"arm": "aarch64-apple-darwin", "intel": "x86_64-apple-darwin"},
        "linux": {"arm": "aarch64-unknown-linux-musl", "intel": "x86_64-unknown-linux-musl"},
    }.items():
        inner = "".join(
            f'    on_{cpu} do\n      url "{url(triple)}"\n      sha256 "{sums[triple]}"\n    end\n'
            for cpu, triple in triples.items()
            if triple in sums
        )
        if inner:
            blocks.append(f"  on_{system} do\n{inner}  end\n")
    return f"""class OpenclawLsp < Formula
  desc "{DESCRIPTION.split(":")[0]}"
  homepage "{HOMEPAGE}"
  version "{VERSION}"
  license any_of: ["MIT", "Apache-2.0"]

{chr(10).join(blocks)}
  def install
    bin.install "openclaw-lsp"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/openclaw-lsp.bash" => "openclaw-lsp"
    zsh_completion.install "completions/_openclaw-lsp"
    fish_completion.install "completions/openclaw-lsp.fish"
  end

  test do
    (testpath/"openclaw.json").write "{{ gateway: {{ port: 18789 }} }}"
    assert_match "no problems", shell_output("#{{bin}}/openclaw-lsp check #{{testpath}}/openclaw.json")
  end
end
"""


AUR = {"x86_64": "x86_64-unknown-linux-gnu", "aarch64": "aarch64-unknown-linux-gnu"}


def pkgbuild(sums: dict[str, str]) -> str:
    known = {arch: triple for arch, triple in AUR.items() if triple in sums}
    sources = "".join(
        f'source_{arch}=("$url/releases/download/v$pkgver/openclaw-lsp-$pkgver-{triple}.tar.gz")\nsha256sums_{arch}=(\'{sums[triple]}\')\n'
        for arch, triple in known.items()
    )
    return f"""# Made by tools/dist/recipes.py; do not edit.
pkgname=openclaw-lsp-bin
pkgver={VERSION}
pkgrel=1
pkgdesc="{DESCRIPTION.split(":")[0]}"
arch=({" ".join(f"'{arch}'" for arch in known)})
url='{REPOSITORY}'
license=('MIT OR Apache-2.0')
provides=('openclaw-lsp')
conflicts=('openclaw-lsp')
depends=('gcc-libs' 'glibc')
{sources}
package() {{
  cd "openclaw-lsp-$pkgver-$CARCH-unknown-linux-gnu"
  install -Dm755 openclaw-lsp -t "$pkgdir/usr/bin"
  install -Dm644 man/*.1 -t "$pkgdir/usr/share/man/man1"
  install -Dm644 completions/openclaw-lsp.bash "$pkgdir/usr/share/bash-completion/completions/openclaw-lsp"
  install -Dm644 completions/_openclaw-lsp -t "$pkgdir/usr/share/zsh/site-functions"
  install -Dm644 completions/openclaw-lsp.fish -t "$pkgdir/usr/share/fish/vendor_completions.d"
  install -Dm644 LICENSE-MIT LICENSE-APACHE -t "$pkgdir/usr/share/licenses/$pkgname"
}}
"""


def srcinfo(sums: dict[str, str]) -> str:
    known = {arch: triple for arch, triple in AUR.items() if triple in sums}
    lines = [
        "pkgbase = openclaw-lsp-bin",
        f"\tpkgdesc = {DESCRIPTION.split(':')[0]}",
        f"\tpkgver = {VERSION}",
        "\tpkgrel = 1",
        f"\turl = {REPOSITORY}",
        *(f"\tarch = {arch}" for arch in known),
        "\tlicense = MIT OR Apache-2.0",
        "\tdepends = gcc-libs",
        "\tdepends = glibc",
        "\tprovides = openclaw-lsp",
        "\tconflicts = openclaw-lsp",
    ]
    for arch, triple in known.items():
        lines += [f"\tsource_{arch} = {url(triple)}", f"\tsha256sums_{arch} = {sums[triple]}"]
    return "\n".join([*lines, "", "pkgname = openclaw-lsp-bin", ""])


NIX = {
    "x86_64-linux": "x86_64-unknown-linux-musl",
    "aarch64-linux": "aarch64-unknown-linux-musl",
    "x86_64-darwin": "x86_64-apple-darwin",
    "aarch64-darwin": "aarch64-apple-darwin",
}


def nix(sums: dict[str, str]) -> str:
    systems = "".join(
        f'    {system} = {{\n      target = "{triple}";\n      sha256 = "{sums[triple]}";\n    }};\n'
        for system, triple in NIX.items()
        if triple in sums
    )
    return f"""# Made by tools/dist/recipes.py; do not edit. `nix-build -E 'with import <nixpkgs> {{}}; callPackage ./default.nix {{}}'`
{{
  lib,
  stdenvNoCC,
  fetchurl,
  installShellFiles,
}}:
let
  version = "{VERSION}";
  systems = {{
{systems}  }};
  system =
    systems.${{stdenvNoCC.hostPlatform.system}}
      or (throw "openclaw-lsp: no archive for ${{stdenvNoCC.hostPlatform.system}}");
in
stdenvNoCC.mkDerivation {{
  pname = "openclaw-lsp";
  inherit version;
  src = fetchurl {{
    url = "{REPOSITORY}/releases/download/v${{version}}/openclaw-lsp-${{version}}-${{system.target}}.tar.gz";
    inherit (system) sha256;
  }};
  nativeBuildInputs = [ installShellFiles ];
  installPhase = ''
    install -Dm755 openclaw-lsp -t $out/bin
    installManPage man/*.1
    installShellCompletion --bash --name openclaw-lsp completions/openclaw-lsp.bash
    installShellCompletion --zsh completions/_openclaw-lsp
    installShellCompletion --fish completions/openclaw-lsp.fish
  '';
  meta = {{
    description = "{DESCRIPTION.split(":")[0]}";
    homepage = "{HOMEPAGE}";
    license = with lib.licenses; [ mit asl20 ];
    mainProgram = "openclaw-lsp";
    platforms = builtins.attrNames systems;
    sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
  }};
}}
"""


def main() -> None:
    partial = "--partial" in sys.argv
    given, out = [argument for argument in sys.argv[1:] if argument != "--partial"]
    sums = read(Path(given))
    missing = [target.triple for target in TARGETS if target.triple not in sums]
    if missing and not partial:
        raise SystemExit(f"no archive for {', '.join(missing)}; --partial goes without")
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in sums.values()), "a checksum is none"
    out = Path(out)
    for name, text in {
        "homebrew/openclaw-lsp.rb": homebrew(sums),
        "aur/PKGBUILD": pkgbuild(sums),
        "aur/.SRCINFO": srcinfo(sums),
        "nix/default.nix": nix(sums),
    }.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
        print(out / name)


if __name__ == "__main__":
    main()
