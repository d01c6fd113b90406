#!/usr/bin/env bash
# Checks the model of leases and epochs: check.sh          it holds, in every state that can be reached
#                                        check.sh NO_RULE  without that rule an assertion fails
#                                        check.sh --rules  the names of what can be taken away
set -euo pipefail
model=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/leases.pml
rule=${1-}

if [ "$rule" = --rules ]; then
    sed -n 's/^ \*   -D\(NO_[A-Z]*\) .*/\1/p' "$model"
    exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
spin -a ${rule:+-D"$rule"} "$model" >spin.log || { cat spin.log >&2; exit 1; }
gcc -w -O2 -DSAFETY -DCOLLAPSE -DMEMLIM=4000 -o pan pan.c
./pan -m100000 -w24 >pan.log
states=$(sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' pan.log)
if grep -q "assertion violated" pan.log; then
    [ -n "$rule" ] && echo "With $rule an assertion fails, as it must." && exit
    cat pan.log >&2
    echo "The model does not hold; spin -t -p tests/Model/leases.pml shows how, with pan's trail." >&2
    exit 1
fi
if grep -q -e "max search depth too small" -e "Search not completed" -e "out of memory" pan.log || ! grep -q "errors: 0" pan.log; then
    cat pan.log >&2
    echo "The model could not be searched to the end." >&2
    exit 1
fi
if [ -n "$rule" ]; then
    echo "With $rule nothing fails: the model does not tell why that rule is needed." >&2
    exit 1
fi
echo "The model holds in all of $states states."
