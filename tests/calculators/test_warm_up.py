"""Python is asked again, unheard, until the browser runs it fast; readers' own questions go first."""

import json
import subprocess
from typing import Any

from tests.calculators import support
from tests.calculators.test_pyodide import node

MODULE = support.ROOT / "playbook" / "theme" / "assets" / "js" / "python-warm-up.js"
SCRIPT = """
const { WarmUp } = await import(process.argv[1]);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const counted = async (work, then) => {
  const warmUp = new WarmUp();
  let asked = 0;
  const ask = () => { asked += 1; work(asked, warmUp); };
  warmUp.after(ask);
  const before = asked;
  await pause(700);
  if (then) await then(warmUp, ask);
  return [before, asked];
};
const long = () => { const end = performance.now() + 300; while (performance.now() < end); };
const again = async (warmUp, ask) => { warmUp.after(ask); await pause(700); };
console.log(JSON.stringify({
  quick: await counted(() => {}, again),
  slow: await counted(long, again),
  interrupted: await counted((asked, warmUp) => { if (asked === 3) setTimeout(() => warmUp.pause()); }),
  resumed: await counted((asked, warmUp) => { if (asked === 3) setTimeout(() => warmUp.pause()); }, again),
}));
"""


def test_it_waits_ends_by_itself_and_makes_way() -> None:
    command = [node(), "--input-type=module", "-e", SCRIPT, str(MODULE)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    found: dict[str, Any] = json.loads(finished.stdout)
    assert found["quick"] == [0, 100], "it begins after a rest and asks a limited number of times"
    before, asked = found["slow"]
    assert before == 0
    assert asked == 4, "it takes a second, however often it is asked for"
    assert found["interrupted"][1] <= 4, "it stops when somebody asks"
    assert found["resumed"][1] == 100, "and goes on after a rest"
