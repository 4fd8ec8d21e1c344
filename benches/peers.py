"""What the benches share: the programs compared, how they are installed, and how a run is timed."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
OPSEC = TARGET / "release" / "opsec"
PEERS = TARGET / "peers"
PHRAZE, PGEN = PEERS / "bin" / "phraze", PEERS / "bin" / "pgen"
XKCDPASS, DICEWARE = PEERS / "venv" / "bin" / "xkcdpass", PEERS / "venv" / "bin" / "diceware"
VERSIONS = {"phraze": "0.3.28", "pgen": "2.0.0", "xkcdpass": "1.30.0", "diceware": "1.0.1"}


def build():
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)


def install_rust_peers():
    for path in (PHRAZE, PGEN):
        if not path.exists():
            command = ["cargo", "install", "--quiet", "--locked", "--root", PEERS]
            subprocess.run([*command, "--version", VERSIONS[path.name], path.name], check=True)


def install_python_peers():
    if not DICEWARE.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS / "venv"], check=True)
        wanted = [f"{path.name}=={VERSIONS[path.name]}" for path in (XKCDPASS, DICEWARE)]
        subprocess.run([PEERS / "venv" / "bin" / "pip", "install", "--quiet", *wanted], check=True)


def run(command):
    """Wall and CPU milliseconds of one run, CPU as the kernel counts it."""
    with open(os.devnull, "wb") as nowhere:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
        wall = (time.perf_counter() - start) * 1000
    process.returncode = status
    if status != 0:
        sys.exit(f"{command} failed with {status}")
    return wall, (usage.ru_utime + usage.ru_stime) * 1000


def interleaved(commands, rounds):
    """The times of each command, run so often in random order."""
    times = {name: [] for name in commands}
    for command in commands.values():
        run(command)  # not counted: fills the caches
    for _ in range(rounds):
        for name in random.sample(list(commands), len(commands)):
            times[name].append(run(commands[name]))
    return times
