# The node: a network namespace, the control plane, the kubelet and what they need.

processes="etcd containerd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy coredns volumes"
volumes=24

up() {
  local begin=$SECONDS
  require_built
  if cluster_ready; then echo "already up"; how_to_use; return 0; fi
  require_permissions
  down >/dev/null # what a killed cluster left
  trap 'code=$?; [ $code = 0 ] || { keep_logs; down >/dev/null; }' EXIT
  : >"$(log_of up)"
  mkdir -p "$data"/{log,cert,etcd,cni,volumes} "$run" "$cache/containerd"
  chmod 700 "$data"
  [ -e /var/lib/kubelet ] || : >"$data/made-var-lib-kubelet"
  network
  configure
  run_process etcd
  run_process containerd
  run_process kube-apiserver
  await "the API server" 90 kube-apiserver reachable
  admin_kubeconfig
  await "the API server" 90 kube-apiserver healthy kube-apiserver
  run_process kube-controller-manager
  run_process kube-scheduler
  await "containerd" 30 containerd healthy containerd
  load_pause
  run_process kubelet
  run_process kube-proxy
  await "the base objects" 30 kube-apiserver base_objects
  run_process coredns
  run_process volumes
  await "the node" 60 kubelet kubectl wait --for=condition=Ready node/node1 --timeout=1s
  load_all
  echo "up in $((SECONDS - begin)) s"
  how_to_use
}

how_to_use() {
  cat <<TEXT
  export KUBECONFIG=$KUBECONFIG
  kubectl: $bin/kubectl, or e2e/cluster kubectl
TEXT
}

cluster_ready() {
  local name
  for name in $processes; do alive $name || return 1; done
  [ "$(kubectl get node node1 -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}' --request-timeout=3s 2>/dev/null)" = True ]
}

require_up() { [ -f "$KUBECONFIG" ] && alive kube-apiserver || die "the cluster is down; run e2e/cluster up"; }

status() {
  local name state=0
  for name in $processes; do
    if alive $name; then printf '%-24s pid %s\n' $name "$pid"; else printf '%-24s down\n' $name; state=3; fi
  done
  [ $state = 0 ] || return 3
  kubectl get nodes -o wide
}

restart() { # process
  case " $processes " in *" $1 "*) ;; *) die "no process $1, expected one of: $processes" ;; esac
  require_up
  stop "$1"
  run_process "$1"
  await "$1" 60 "$1" healthy "$1"
}

healthy() { # process
  case $1 in
    containerd) ctr_node version ;;
    kube-apiserver) kubectl get --raw /readyz ;;
    kubelet) kubectl get --raw /api/v1/nodes/node1/proxy/healthz ;;
    *) alive "$1" ;;
  esac
}

# Each of these is refused in some container or sandbox; better one line now than a kubelet that explains it in hundreds.
require_permissions() {
  unshare --mount true 2>/dev/null || die "this machine does not permit mounts (unshare --mount failed); a privileged machine is needed"
  unshare --net true 2>/dev/null || die "this machine does not permit network namespaces (unshare --net failed); a privileged machine is needed"
  grep -q ' - cgroup2\? ' /proc/self/mountinfo || die "no cgroups are mounted below /sys/fs/cgroup; the kubelet needs them"
  local probe=/sys/fs/cgroup/stackstate-e2e-probe
  [ -d /sys/fs/cgroup/memory ] && probe=/sys/fs/cgroup/memory/stackstate-e2e-probe
  mkdir "$probe" 2>/dev/null && rmdir "$probe" || die "this machine does not permit cgroups (mkdir $probe failed); a privileged machine is needed"
}

# A namespace without a default route: nothing in the cluster reaches the world. This machine reaches pods and Services.
network() {
  ip netns add $netns || die "this machine does not permit network namespaces (ip netns add $netns failed)"
  ip link add stackstate-host type veth peer name eth0 netns $netns || die "this machine does not permit veth links"
  ip address add $host_ip/24 dev stackstate-host
  ip link set stackstate-host up
  ip -n $netns link set lo up
  ip -n $netns address add $node_ip/24 dev eth0
  ip -n $netns link set eth0 up
  nsenter --net=/run/netns/$netns sysctl -qw net.ipv4.ip_forward=1
  ip route add 10.244.0.0/16 via $node_ip
  ip route add 10.96.0.0/16 via $node_ip
}

token() { openssl rand -hex 16; }

# Files of e2e/node with the values of this machine, keys and tokens.
configure() {
  local file user
  mkdir -p "$data/config"
  for file in "$here"/node/*; do
    sed -e "s|@DATA@|$data|g; s|@RUN@|$run|g; s|@CACHE@|$cache|g" "$file" >"$data/config/$(basename "$file")"
  done
  mv "$data/config/10-pods.conflist" "$data/cni/"
  : >"$data/resolv.conf"
  openssl genrsa -out "$data/cert/service-accounts.key" 2048 2>/dev/null
  (umask 077; : >"$data/tokens.csv")
  add_user admin admin system:masters
  add_user kubelet system:node:node1 system:nodes
  for user in kube-controller-manager kube-scheduler kube-proxy; do add_user $user system:$user; done
  add_user coredns coredns
}

add_user() { # name, user, group: a line of the API server's token file, and a kubeconfig without a CA yet
  local token
  token=$(token)
  echo "$token,$2,$1${3:+,$3}" >>"$data/tokens.csv"
  (umask 077; printf '%s\n' "apiVersion: v1" "kind: Config" "current-context: e2e" \
    "clusters: [{name: e2e, cluster: {server: \"https://$node_ip:6443\", certificate-authority: $data/cert/apiserver.crt}}]" \
    "users: [{name: $1, user: {token: $token}}]" \
    "contexts: [{name: e2e, context: {cluster: e2e, user: $1}}]" >"$data/$1.kubeconfig")
}

reachable() { [ -s "$data/cert/apiserver.crt" ] && kubectl --kubeconfig "$data/admin.kubeconfig" version; }

admin_kubeconfig() { # with the CA in it, so that it can be copied
  (umask 077; kubectl --kubeconfig "$data/admin.kubeconfig" config view --flatten --raw >"$KUBECONFIG")
}

base_objects() { kubectl apply -f "$data/config/base.yaml" && volume_objects $(seq $volumes) | kubectl apply -f -; }

volume_objects() { # numbers: a local volume each, which unlike a hostPath honours fsGroup
  local number
  for number; do
    mkdir -p "$data/volumes/$number"
    sed "s|@NUMBER@|$number|g" "$data/config/volume.yaml"
  done
}

run_process() { # name
  local kube="--kubeconfig=$data/$1.kubeconfig"
  case $1 in
    etcd)
      start etcd etcd --data-dir "$data/etcd" --unsafe-no-fsync=true --listen-client-urls http://127.0.0.1:2379 \
        --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 \
        --initial-advertise-peer-urls http://127.0.0.1:2380 --initial-cluster default=http://127.0.0.1:2380
      ;;
    containerd) start containerd containerd --config "$data/config/containerd.toml" ;;
    kube-apiserver)
      start kube-apiserver kube-apiserver --etcd-servers=http://127.0.0.1:2379 --advertise-address=$node_ip \
        --cert-dir="$data/cert" --token-auth-file="$data/tokens.csv" --authorization-mode=Node,RBAC \
        --service-cluster-ip-range=10.96.0.0/16 --service-account-issuer=https://kubernetes.default.svc \
        --service-account-signing-key-file="$data/cert/service-accounts.key" \
        --service-account-key-file="$data/cert/service-accounts.key" --enable-admission-plugins=NodeRestriction \
        --admission-control-config-file="$data/config/admission.yaml" \
        --kubelet-preferred-address-types=InternalIP --allow-privileged=true
      ;;
    kube-controller-manager)
      start $1 $1 $kube --use-service-account-credentials=true --leader-elect=false \
        --service-account-private-key-file="$data/cert/service-accounts.key" \
        --root-ca-file="$data/cert/apiserver.crt" --allocate-node-cidrs=true --cluster-cidr=10.244.0.0/16 \
        --cert-dir="$data/cert/$1"
      ;;
    kube-scheduler) start $1 $1 $kube --leader-elect=false --cert-dir="$data/cert/$1" ;;
    kubelet)
      start $1 $1 $kube --config="$data/config/kubelet.yaml" --root-dir="$data/kubelet" --cert-dir="$data/cert/kubelet" \
        --node-ip=$node_ip --hostname-override=node1
      ;;
    kube-proxy) start $1 $1 --config="$data/config/kube-proxy.yaml" ;;
    coredns) start $1 $1 -conf "$data/config/Corefile" ;;
    volumes) start $1 bash "$here/lib/recycle-volumes" "$data" ;;
  esac
}
