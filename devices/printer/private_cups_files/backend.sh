#!/bin/sh
# The printer itself, as CUPS sees one: takes the document, lays it into a folder, or fails.
#
# CUPS runs it with: job, user, title, copies, options and, without a filter before it, the document's file.
# The file "fault" says what the printer suffers from; it is read again and again, so a fault can be lifted.
# Exit 4 is CUPS_BACKEND_STOP (stop the queue, keep the job), 1 is CUPS_BACKEND_FAILED.

[ $# -eq 0 ] && { echo 'direct kakanai "Unknown" "Kakanai"'; exit 0; }
root="${DEVICE_URI#*:}"
part="$root/printed/$1.part"
umask 077

# The document stays in the pipe until it is printed: CUPS kills the backend of a purged job, and a copy of the
# document would outlive it.
take() { cat ${1:+"$1"}; }

# Asked to stop, it takes the job back from the printer, and leaves a note that it could.
trap 'touch "$root/taken-back-$1"; exit 0' TERM
touch "$root/reached-$1"

told=
while :; do
    fault="$(cat "$root/fault")"
    case "$fault" in
        paper_out) says=media-empty-error ;;
        door_open) says=cover-open-error ;;
        offline) says=offline-report ;;
        hang) says= ;;
        *) break ;;
    esac
    if [ -n "$says" ] && [ "$says" != "$told" ]; then
        told="$says"
        echo "STATE: +$told" >&2
    fi
    sleep 0.05
done
[ -n "$told" ] && echo "STATE: -$told" >&2

case "$fault" in
    jam)
        take "$6" > /dev/null
        # What it complains of stays set afterwards: real printers do that too.
        echo "STATE: +media-jam-error" >&2
        exit 4 ;;
    off)
        take "$6" > /dev/null
        exit 1 ;;
    discard)
        take "$6" > /dev/null
        exit 0 ;;
esac
take "$6" > "$part" && mv "$part" "$root/printed/$(date +%s%N)-$1.pdf"
