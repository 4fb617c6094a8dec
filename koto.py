# -*- coding: utf-8 -*-
"""The only door: prepares ``.venv`` on first use and hands over to kotolib's command line; knows no command's content.

Standard library only. It is read by whatever Python the user happens to have, so it must also parse on old ones:
no annotations, no f-strings, no keyword-only parameters in this file.
"""

from __future__ import unicode_literals

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

NEEDED = (3, 11)
FOLDER = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(FOLDER, ".venv")
STAMP = os.path.join(VENV, "koto-stamp.json")
LOG = os.path.join(FOLDER, ".venv-setup.log")
LOCK = os.path.join(FOLDER, ".venv.lock")
WINDOWS = os.name == "nt"
SET_UP_FAILED = 5
INTERRUPTED = 130
NEED_TEST = ("test", "bench")

# What would send an installation elsewhere, or a foreign library in. Index, proxy and certificate variables stay.
MISLEADING = (
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_PYTHON",
    "PIP_REQUIRE_VIRTUALENV",
    "PYTHONHOME",
    "PYTHONPATH",
    "__PYVENV_LAUNCHER__",
)
NO_NETWORK = (
    "Failed to establish a new connection",
    "connection broken by",
    "Temporary failure in name resolution",
    "Max retries exceeded",
    "ProxyError",
    "SSLError",
    "Network is unreachable",
    "Read timed out",
    "(from versions: none)",
)


class CannotSetUp(Exception):
    """The environment could not be prepared; the message is the sentence that the user sees."""


def say(text, end="\n"):
    """One sentence to the screen, also where the locale is C."""
    if WINDOWS:
        sys.stderr.write(text + end)
    else:
        sys.stderr.flush()
        getattr(sys.stderr, "buffer", sys.stderr).write((text + end).encode("utf-8"))
    sys.stderr.flush()


def main(words):
    """Prepare what the command needs and become it; returns the exit code where a process cannot be replaced."""
    if sys.version_info < NEEDED:
        have = ".".join(str(part) for part in sys.version_info[:3])
        say("Tarvitaan Python 3.11 tai uudempi, mutta tämä on {0}: asenna uudempi ja käytä sitä.".format(have))
        return SET_UP_FAILED
    try:
        return hand_over(conda_python() or prepared_python(wanted_extra(words)), words)
    except CannotSetUp as fault:
        say(str(fault))
        return SET_UP_FAILED
    except OSError as fault:
        say("Ympäristöä ei voitu valmistella ({0}): sulje JupyterLab ja yritä uudelleen.".format(fault))
        return SET_UP_FAILED
    except KeyboardInterrupt:
        say("Keskeytetty.")
        return INTERRUPTED


def wanted_extra(words):
    """``test`` for the commands that need the test libraries, else nothing: no municipality needs those 500 MB."""
    command = next((word for word in words if not word.startswith("-")), "")
    return "test" if command in NEED_TEST else ""


def hand_over(python, words):
    """Become kotolib's command line."""
    # -P: a folder of the user's that happens to hold a kotolib or a pandas.py must not be imported.
    command = [python, "-P", "-m", "kotolib"] + list(words)
    environment = clean_environment()
    if WINDOWS:
        return subprocess.call(command, env=environment)
    sys.stderr.flush()
    sys.stdout.flush()
    os.execve(python, command, environment)


def clean_environment():
    """The user's environment without what would mislead pip or Python."""
    environment = dict(os.environ)
    for name in MISLEADING:
        environment.pop(name, None)
    environment["PYTHONUTF8"] = "1"
    return environment


def conda_python():
    """The activated conda environment's Python, if this very kotolib is installed in it."""
    prefix = os.environ.get("CONDA_PREFIX")
    if not prefix:
        return None
    python = os.path.join(prefix, "python.exe") if WINDOWS else os.path.join(prefix, "bin", "python")
    where = "import os, kotolib; print(os.path.dirname(os.path.realpath(kotolib.__file__)))"
    try:
        answer = subprocess.check_output(
            [python, "-I", "-c", where], stderr=subprocess.DEVNULL, env=clean_environment()
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    found = answer.decode("utf-8", "replace").strip()
    return python if os.path.normcase(found) == os.path.normcase(os.path.join(FOLDER, "kotolib")) else None


# --- the stamp: what the environment was made of, written last


def recipe(extra):
    """What decides an environment: packages declared and pinned, Python's minor version, the folder, the extra."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(FOLDER, name), "rb") as file:
            digest.update(file.read().replace(b"\r\n", b"\n"))
    python = ".".join(str(part) for part in sys.version_info[:2])
    return {"packages": digest.hexdigest(), "python": python, "folder": FOLDER, "extra": extra}


def read_stamp():
    """The stamp of a whole environment, or nothing: half an environment has none."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and os.path.exists(venv_python()) else {}


def write_stamp(stamp):
    """Say that the environment is whole."""
    beside = STAMP + ".new"
    with open(beside, "w", encoding="utf-8") as file:
        json.dump(stamp, file)
    os.replace(beside, STAMP)


def satisfies(stamp, extra):
    """Whether the stamped environment will do: one with the test libraries also runs everything else."""
    wanted = recipe(extra)
    return stamp == wanted or stamp == dict(wanted, extra="test")


# --- preparing


def prepared_python(extra):
    """The Python of ``.venv``, which is made or brought up to date first where needed."""
    if satisfies(read_stamp(), extra):
        return venv_python()
    with Lock():
        stamp = read_stamp()  # another start may have done the work while this one waited
        if not satisfies(stamp, extra):
            prepare(stamp, extra)
    return venv_python()


def venv_python():
    """Where the environment's Python is."""
    return os.path.join(VENV, "Scripts", "python.exe") if WINDOWS else os.path.join(VENV, "bin", "python")


def prepare(stamp, extra):
    """Make ``.venv``, or bring a whole one of the same Python and folder up to date; the stamp is written last."""
    wanted = recipe("test" if stamp.get("extra") == "test" else extra)
    same = all(stamp.get(name) == wanted[name] for name in ("python", "folder"))
    update = pip_for(venv_python()) if same else None
    started = time.time()
    say("Valmistellaan ympäristöä (kestää hetken, tarkemmin {0}) …".format(os.path.basename(LOG)), end="")
    try:
        with open(LOG, "wb") as log:
            if update:
                os.remove(STAMP)
            install(update or new_venv(log), wanted["extra"], log)
    except (Exception, KeyboardInterrupt):
        say("")
        clear_away(stamp, update)
        raise
    write_stamp(wanted)
    say(" valmis ({0} s).".format(int(time.time() - started + 0.5)))


def pip_for(python):
    """The command of a pip that installs into an environment: its own, else that of the Python that runs this file."""
    if quiet([python, "-m", "pip", "--version"]) == 0:
        return [python, "-m", "pip"]
    if quiet([sys.executable, "-m", "pip", "--version"]) == 0:
        return [sys.executable, "-m", "pip", "--python", python]
    return None


def clear_away(stamp, update):
    """After a failure: no half environment; but a whole one that pip could not reach the network for stays usable."""
    if not update:
        remove(VENV)
    elif without_network():  # pip fetches everything before it installs anything
        write_stamp(stamp)


def new_venv(log):
    """A fresh ``.venv``; returns the command of the pip that installs into it."""
    remove(VENV)
    python = sys.executable
    if os.path.realpath(sys.prefix) == VENV:
        python = getattr(sys, "_base_executable", "") or sys.executable
    if has_ensurepip() and run([python, "-m", "venv", VENV], log) == 0:
        return [venv_python(), "-m", "pip"]
    # Debian without python3-venv: a half .venv may be there, with a python but no pip in it.
    remove(VENV)
    if quiet([python, "-m", "pip", "--version"]) != 0:
        raise CannotSetUp(
            "Pythonista puuttuu osa, jolla paketit asennetaan: asenna se komennolla sudo apt install python3-venv."
        )
    if run([python, "-m", "venv", "--without-pip", VENV], log) != 0:
        raise CannotSetUp("Kansiota .venv ei voitu luoda; syy on tiedostossa {0}.".format(LOG))
    return [python, "-m", "pip", "--python", venv_python()]


def has_ensurepip():
    """Whether this Python can put pip into a new environment."""
    import importlib.util

    return importlib.util.find_spec("ensurepip") is not None


def install(pip, extra, log):
    """Install the package from its folder, with the pinned versions of everything that it needs."""
    target = FOLDER + ("[{0}]".format(extra) if extra else "")
    constraints = os.path.join(FOLDER, "constraints.txt")
    options = ["--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    if run(pip + ["install"] + options + ["-c", constraints, "-e", target], log) != 0:
        log.flush()
        raise CannotSetUp(why_pip_failed())


def run(command, log):
    """Run a command, its output into the log."""
    log.write((" ".join(command) + "\n").encode("utf-8", "replace"))
    log.flush()
    environment = clean_environment()
    environment["PIP_USER"] = "0"  # a settings file may also say user = true
    return subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, env=environment, cwd=FOLDER)


def quiet(command):
    """The exit code of a command whose words nobody needs; 1 if it cannot be started."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment())
    except OSError:
        return 1


def without_network():
    """Whether pip's log says that the package service was not reached."""
    return any(sign in logged() for sign in NO_NETWORK)


def logged():
    """What the last set-up wrote."""
    with open(LOG, encoding="utf-8", errors="replace") as file:
        return file.read()


def why_pip_failed():
    """The sentence that fits the end of pip's log."""
    text = logged()
    if "No space left on device" in text or "not enough space" in text:
        reason = "Levytila loppui kesken asennuksen: vapauta noin 1,5 Gt ja yritä uudelleen."
    elif without_network():
        reason = "Pakettipalveluun ei saada yhteyttä: tarkista verkko ja välityspalvelimen asetukset."
    else:
        reason = "Pakettien asennus ei onnistunut."
    return "{0} Tarkemmin: {1}".format(reason, LOG)


def remove(path):
    """Delete a folder or a link; no fault if it is not there."""
    if os.path.islink(path):
        os.unlink(path)
    elif os.path.isdir(path):
        shutil.rmtree(path)


class Lock(object):
    """Only one start at a time prepares the environment; another waits, says so, and then finds the work done."""

    def __enter__(self):
        while True:
            self.file = self.open()
            if not self.take(wait=False):
                say("Toinen ajo valmistelee ympäristöä: odotetaan.")
                self.take(wait=True)
            if self.is_current():
                return self
            self.file.close()  # the one that was waited for took its file away; lock the new one

    def __exit__(self, *fault):
        try:
            os.unlink(LOCK)
        except OSError:
            pass  # on Windows another start has it open, and will remove it
        self.file.close()

    def open(self):
        try:
            return open(LOCK, "a+", encoding="utf-8")
        except OSError:
            raise CannotSetUp("Kansioon {0} ei voi kirjoittaa: siirrä projekti muualle.".format(FOLDER))

    def is_current(self):
        try:
            return WINDOWS or os.path.samestat(os.stat(LOCK), os.fstat(self.file.fileno()))
        except OSError:
            return False

    def take(self, wait):
        while True:
            try:
                self.lock_file()
                return True
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)

    def lock_file(self):
        if WINDOWS:
            import msvcrt

            self.file.seek(0)
            msvcrt.locking(self.file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(self.file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
