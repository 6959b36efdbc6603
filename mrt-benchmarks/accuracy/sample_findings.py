#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Runs mrt over projects, counts its findings per rule and prints samples to be judged by reading.

    sample_findings.py --mrt "java -jar mrt.jar" --samples 20 --out findings.json PROJECT...
    sample_findings.py --load findings.json --rule MRT407 --samples 20

The samples are drawn with a fixed seed, spread over the projects, so that two people judge the same ones.
"""
import argparse
import collections
import json
import pathlib
import random
import shlex
import subprocess


def run(mrt, project, options):
    command = shlex.split(mrt) + ["check", str(project), "--format", "json"] + options
    result = subprocess.run(command, capture_output=True, text=True, timeout=600)
    try:
        findings = json.loads(result.stdout)
    except json.JSONDecodeError:
        print(f"{project}: {result.stderr.strip()[:500]}")
        return []
    for finding in findings:
        finding["project"] = pathlib.Path(project).name
    return findings


def spread(findings, count):
    """Up to count findings, taken from the projects in turn."""
    generator = random.Random(4)
    by_project = collections.defaultdict(list)
    for finding in findings:
        by_project[finding["project"]].append(finding)
    for group in by_project.values():
        generator.shuffle(group)
    chosen = []
    while len(chosen) < count and any(by_project.values()):
        for project in sorted(by_project):
            if by_project[project] and len(chosen) < count:
                chosen.append(by_project[project].pop())
    return chosen


def show(finding, context):
    print(f"--- {finding['code']} {finding['severity']} {finding['file']}:{finding['line']}")
    print(f"    {finding['message']}")
    try:
        lines = pathlib.Path(finding["file"]).read_text(errors="replace").splitlines()
    except OSError:
        return
    first = max(finding["line"] - 1 - context, 0)
    last = min(max(finding.get("end_line", finding["line"]), finding["line"]) + context, first + 24)
    for number in range(first, min(last, len(lines))):
        print(f"    {number + 1:5} {lines[number]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="*")
    parser.add_argument("--mrt", default="mrt", help="the command that starts mrt")
    parser.add_argument("--option", action="append", default=[], help="passed on to mrt check")
    parser.add_argument("--load", help="findings of an earlier run")
    parser.add_argument("--out", help="where to keep the findings")
    parser.add_argument("--rule", action="append", default=[])
    parser.add_argument("--samples", type=int, default=0)
    parser.add_argument("--context", type=int, default=2, help="lines before and after")
    arguments = parser.parse_args()
    findings = json.load(open(arguments.load)) if arguments.load else []
    for project in arguments.projects:
        findings += run(arguments.mrt, project, arguments.option)
    if arguments.out:
        json.dump(findings, open(arguments.out, "w"))
    by_code = collections.defaultdict(list)
    for finding in findings:
        if not arguments.rule or finding["code"] in arguments.rule:
            by_code[finding["code"]].append(finding)
    for code in sorted(by_code):
        group = by_code[code]
        projects = len({finding["project"] for finding in group})
        print(f"{code}  {group[0]['pattern']:40} {group[0]['severity']:8} {len(group):6} in {projects} projects")
        for finding in spread(group, arguments.samples):
            show(finding, arguments.context)


if __name__ == "__main__":
    main()
