#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Runs mrt over projects, draws samples of its findings to be judged by reading, and counts what was judged.

    sample_findings.py run --mrt "java -jar mrt.jar" --option=--check-compat --out findings.json PROJECT...
    sample_findings.py sample findings.json --rule MRT407
    sample_findings.py table findings.json

A sample is drawn per rule and severity: the findings come in the order of a hash of the seed and of where they stand. So it
is random, the same for everybody, and the same for a later version except for what that version finds more or no more.
What was judged is kept in judgements.tsv: code, project, file, line, subject, "true" or "false", and why.
"""
import argparse
import collections
import csv
import hashlib
import json
import pathlib
import shlex
import subprocess

JUDGEMENTS = pathlib.Path(__file__).with_name("judgements.tsv")


def findings_of(mrt, project, options):
    command = shlex.split(mrt) + ["check", str(project), "--format", "json"] + options
    result = subprocess.run(command, capture_output=True, text=True, timeout=1200)
    try:
        findings = json.loads(result.stdout)
    except json.JSONDecodeError:
        raise SystemExit(f"{project}: {result.stderr.strip()[:500]}")
    root = pathlib.Path(project).resolve()
    for finding in findings:
        path = pathlib.Path(finding["file"]).resolve()
        finding["root"] = str(root)
        finding["project"] = root.name
        finding["file"] = path.relative_to(root).as_posix() if path.is_relative_to(root) else finding["file"]
    return findings


def key(finding):
    return tuple(str(finding.get(name) or "") for name in ("code", "project", "file", "line", "subject"))


def group(findings):
    groups = collections.defaultdict(list)
    for finding in findings:
        groups[finding["code"], finding["severity"]].append(finding)
    return {name: groups[name] for name in sorted(groups)}


def sample(findings, count, seed):
    def rank(finding):
        return hashlib.sha256("|".join((str(seed),) + key(finding)).encode()).digest()

    return sorted(findings, key=rank)[:count]


def judgements():
    if not JUDGEMENTS.exists():
        return {}
    with open(JUDGEMENTS, newline="") as lines:
        return {tuple(row[:5]): (row[5], row[6]) for row in csv.reader(lines, delimiter="\t") if row}


def show(finding, context, known):
    verdict, why = known.get(key(finding), ("not judged", ""))
    print(f"--- {finding['code']} {finding['severity']} {finding['project']}/{finding['file']}:{finding['line']}")
    print(f"    {finding.get('subject') or '-'}: {finding['message']}")
    print(f"    {verdict} {why}".rstrip())
    try:
        lines = (pathlib.Path(finding["root"]) / finding["file"]).read_text(errors="replace").splitlines()
    except OSError:
        return
    first = max(finding["line"] - 1 - context, 0)
    last = min(max(finding.get("end_line", finding["line"]), finding["line"]) + context, first + 24)
    for number in range(first, min(last, len(lines))):
        print(f"    {number + 1:5} {lines[number]}")


def table(findings):
    known = judgements()
    print("| code | name | severity | findings | projects | read | true | precision |")
    print("|---|---|---|---|---|---|---|---|")
    total = collections.Counter()
    for (code, severity), found in group(findings).items():
        verdicts = [known[key(finding)][0] for finding in found if key(finding) in known]
        true = verdicts.count("true")
        total[severity, "read"] += len(verdicts)
        total[severity, "true"] += true
        projects = len({finding["project"] for finding in found})
        share = f"{true / len(verdicts):.0%}" if verdicts else "–"
        name = found[0]["pattern"]
        print(f"| {code} | {name} | {severity} | {len(found)} | {projects} | {len(verdicts)} | {true} | {share} |")
    for severity in ("error", "warning", "info"):
        if total[severity, "read"]:
            read, true = total[severity, "read"], total[severity, "true"]
            print(f"{severity}: {true} of {read} true, {true / read:.1%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="analyse projects and keep the findings")
    run.add_argument("projects", nargs="+")
    run.add_argument("--mrt", default="mrt", help="the command that starts mrt")
    run.add_argument("--option", action="append", default=[], help="passed on to mrt check")
    run.add_argument("--out", required=True, help="where to keep the findings")
    for name, text in (("sample", "print findings to be judged"), ("table", "count what was judged, per rule")):
        command = commands.add_parser(name, help=text)
        command.add_argument("findings", nargs="+", help="what `run` kept")
        command.add_argument("--rule", action="append", default=[])
        command.add_argument("--count", type=int, default=20, help="findings to draw per rule and severity")
        command.add_argument("--seed", default="4")
        command.add_argument("--context", type=int, default=2, help="lines to show before and after")
    arguments = parser.parse_args()
    if arguments.command == "run":
        findings = [f for project in arguments.projects for f in findings_of(arguments.mrt, project, arguments.option)]
        with open(arguments.out, "w") as out:
            json.dump(findings, out)
        return
    findings = [finding for name in arguments.findings for finding in json.load(open(name))]
    findings = [finding for finding in findings if not arguments.rule or finding["code"] in arguments.rule]
    if arguments.command == "table":
        table(findings)
        return
    known = judgements()
    for found in group(findings).values():
        for finding in sample(found, arguments.count, arguments.seed):
            show(finding, arguments.context, known)


if __name__ == "__main__":
    main()
