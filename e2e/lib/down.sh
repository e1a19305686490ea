# Leaves nothing behind: processes, pods, mounts, cgroups, links, files.

down() {
  local name
  for name in volumes coredns kube-proxy kubelet kube-scheduler kube-controller-manager; do stop $name; done
  if alive containerd; then stop_pods; fi
  stop containerd
  stop_shims
  stop kube-apiserver KILL # what they would put in order is deleted
  stop etcd KILL
  unmount
  remove_cgroups
  if [ -e /run/netns/$netns ]; then ip netns delete $netns; fi # takes the veth pair and its routes along
  if ip link show stackstate-host >/dev/null 2>&1; then ip link delete stackstate-host; fi
  find /var/log/containers -lname "$data/*" -delete 2>/dev/null || true
  rmdir /var/log/containers 2>/dev/null || true
  rm -rf /var/lib/cni/results/stackstate-e2e-* /var/lib/cni/results/cni-loopback-*
  rmdir /var/lib/cni/results /var/lib/cni /run/containerd/{s,fifo,runc/k8s.io,runc,} 2>/dev/null || true
  if [ -e "$data/made-var-lib-kubelet" ]; then rm -rf /var/lib/kubelet/device-plugins; rmdir /var/lib/kubelet 2>/dev/null || true; fi
  rm -rf "$data" "$run"
  echo "down"
}

ctr_node() { ctr --address "$run/containerd.sock" --namespace k8s.io "$@"; }

stop_pods() {
  local ids
  ids=$(ctr_node tasks list -q 2>/dev/null) || true
  for id in $ids; do ctr_node tasks kill --all --signal SIGKILL "$id" 2>/dev/null || true; done
  for id in $ids; do ctr_node tasks delete --force "$id" >/dev/null 2>&1 || true; done
  ids=$(ctr_node containers list -q 2>/dev/null) || true
  if [ -n "$ids" ]; then ctr_node containers delete $ids >/dev/null 2>&1 || true; fi
}

# Shims live on without containerd; the address of our socket, or the path of our state, is in their arguments.
stop_shims() {
  local file pid
  for file in /proc/[0-9]*/cmdline; do
    pid=${file#/proc/} pid=${pid%/cmdline}
    if tr '\0' ' ' 2>/dev/null <"$file" | grep -q "^[^ ]*containerd-shim-runc-v2 .*-address $run/containerd.sock"; then
      kill_children "$pid"
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done
}

kill_children() { # pid
  local child
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    kill_children "$child"
    kill -KILL "$child" 2>/dev/null || true
  done
}

unmount() {
  local target
  while read -r target; do umount --lazy "$target" 2>/dev/null || true; done < <(
    awk -v data="$data/" -v run="$run/" -v images="$cache/containerd/" \
      'index($5, data) == 1 || index($5, run) == 1 || index($5, images) == 1 { print $5 }' /proc/self/mountinfo | sort -r)
}

remove_cgroups() {
  local root
  for root in /sys/fs/cgroup/kubepods /sys/fs/cgroup/*/kubepods; do
    find "$root" -depth -type d -exec rmdir {} \; 2>/dev/null || true
  done
}

keep_logs() { # of a start that failed
  rm -rf "$cache/log/failed"
  if [ -d "$data/log" ]; then cp -r "$data/log" "$cache/log/failed"; echo "cluster: logs are in $cache/log/failed" >&2; fi
}
