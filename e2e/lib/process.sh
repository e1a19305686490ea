# Processes of the node: started in its network namespace, known by pid and start time, stopped only by that.

started_at() { # pid: its start in clock ticks, which tells it from a later process with the same number
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  set -- ${stat##*) }
  [ "$1" != Z ] && echo "${20}"
}

alive() { # name; sets $pid
  local begin
  pid=
  read -r pid begin 2>/dev/null <"$run/$1.pid" || return 1
  [ "$(started_at "$pid")" = "$begin" ]
}

start() { # name, command...
  local name=$1
  shift
  if alive "$name"; then return 0; fi
  setsid nsenter --net="/run/netns/$netns" "$@" >>"$data/log/$name.log" 2>&1 </dev/null &
  echo "$! $(started_at $!)" >"$run/$name.pid"
}

stop() { # name, signal (TERM): 10 s later it is SIGKILL
  local i
  alive "$1" || { rm -f "$run/$1.pid"; return 0; }
  kill -"${2:-TERM}" "$pid"
  for i in $(seq 100); do
    alive "$1" || break
    sleep 0.1
  done
  if alive "$1"; then kill -KILL "$pid"; fi
  rm -f "$run/$1.pid"
}

await() { # what, seconds, process that must live meanwhile, command...
  local what=$1 process=$3 deadline=$((SECONDS + $2))
  shift 3
  until "$@" >/dev/null 2>&1; do
    alive "$process" || die "$process ended: $(tail -n 1 "$data/log/$process.log"); see $data/log/$process.log"
    [ $SECONDS -lt $deadline ] || die "$what did not come in time; see $data/log/$process.log"
    sleep 0.2
  done
}
