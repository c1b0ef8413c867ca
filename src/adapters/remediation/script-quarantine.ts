/** The bash functions that tell whether a quarantine is in force, and write it down for the undo. */
export const quarantineFunctions: Readonly<Record<string, string>> = {
  only_if: `
# only_if STATE COMMAND...: whether the quarantine was in force decides.
only_if() {
  local state="$1"
  shift
  if [[ $quarantine == "$state" ]]; then "$@"; fi
}`,
  has_sid: `
has_sid() { [[ -s $work/now.json ]] && plain "$work/now.json" | grep -F -e "\\"Sid\\":\\"$1\\"" >/dev/null; }`,
  is_quarantined: `
is_quarantined() {
  case $1 in
    inline)
      look_up_inline_policy "$2" "$3" "$4"
      [[ -s $work/now.json ]]
      ;;
    managed)
      look_up_attached "$2" "$3"
      is_listed "$4" "$work/attached"
      ;;
    version)
      look_up_policy "$2"
      has_sid "$3"
      ;;
    permission_set)
      look_up_set_policy "$2" "$3"
      has_sid "$4"
      ;;
  esac
}`,
  // A run that was broken off may have taken the quarantine away already: the first look counts.
  note_quarantine: String.raw`
note_quarantine() {
  if [[ $mode == check ]]; then
    if [[ -e $here/quarantine-note.txt ]]; then
      quarantine="$(cat "$here/quarantine-note.txt")"
    elif is_quarantined "$@"; then
      quarantine=quarantined
    else
      quarantine=not-quarantined
    fi
    say "noted: $quarantine"
    return
  fi
  printf '%s\n' "$quarantine" >"$here/quarantine-note.txt"
  rm -f "$here/quarantine-note.undone.txt"
}`,
  recall_quarantine: `
recall_quarantine() {
  local note
  quarantine=''
  for note in "$here/quarantine-note.undone.txt" "$here/quarantine-note.txt"; do
    if [[ -e $note ]]; then quarantine="$(cat "$note")"; fi
  done
  if [[ -z $quarantine ]]; then
    differs 'quarantine-note.txt is not beside this script, so whether there was a quarantine is not known'
    quarantine=not-quarantined
  fi
}`,
  forget_quarantine: `
forget_quarantine() {
  if [[ $mode == change && -e $here/quarantine-note.txt ]]; then
    mv "$here/quarantine-note.txt" "$here/quarantine-note.undone.txt"
  fi
}`,
};
