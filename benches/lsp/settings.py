"""What the run was asked for, and where things lie; `bench.py` sets it before anything starts."""
import os, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
CACHE = os.environ.get("LSPBENCH_CACHE", os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "lspbench"))  # filled by setup.sh
SCHEMA = PEERS = None
NICE = 0
now = time.perf_counter_ns


def log(s):
    print("%s %s" % (time.strftime("%H:%M:%S"), s), file=sys.stderr, flush=True)
