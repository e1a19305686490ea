# What is slow and therefore cached: Debian packages, and the binaries that are built from Go modules.

kubernetes=v1.35.4
packages=(
  etcd:etcd-server containerd:containerd runc:runc iptables:iptables conntrack:conntrack ipset:ipset socat:socat
  ethtool:ethtool ip:iproute2 nsenter:util-linux openssl:openssl buildah:buildah mmdebstrap:mmdebstrap
  /usr/lib/cni/ptp:containernetworking-plugins
)

build() {
  install_packages
  mkdir -p "$bin"
  local component=k8s.io/component-base/version
  go_build kubernetes "-X $component.gitVersion=$kubernetes -X $component.gitMajor=1 -X $component.gitMinor=35" tool
  go_build addons "" tool ./coredns ./pause
}

missing_packages() { # the Debian packages whose command is not there
  local pair
  for pair in "${packages[@]}"; do
    command -v "${pair%%:*}" >/dev/null || echo "${pair#*:}"
  done
}

install_packages() {
  local missing
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  need_root "build (to install $missing)"
  command -v apt-get >/dev/null || die "missing: $missing(names of Debian packages); install them"
  echo "Installing $missing"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing; } >"$(log_of apt)" 2>&1 ||
    die "apt-get could not install $missing: $(tail -n 1 "$(log_of apt)")"
}

log_of() { mkdir -p "$cache/log"; echo "$cache/log/$1.log"; }

# Builds packages of the Go module in e2e/<name> unless that was done with the same module, sources and flags.
go_build() { # name, linker flags, packages...
  local name=$1 flags="-s -w $2" stamp begin=$SECONDS log
  shift 2
  stamp=$bin/.$name-$(cd "$here/$name" && { echo "$flags $*"; cat go.mod go.sum $(find . -name '*.go' | sort); } | sha256sum | cut -c1-16)
  if [ -f "$stamp" ]; then return 0; fi
  require_go
  log=$(log_of "go-$name")
  echo "Building $name (log: $log)"
  local fresh=$bin.new/$name
  rm -rf "$fresh"
  mkdir -p "$fresh"
  (cd "$here/$name" && CGO_ENABLED=0 GOFLAGS=-buildvcs=false go build -o "$fresh/" -ldflags "$flags" "$@") >"$log" 2>&1 ||
    die "the build of $name failed: $(tail -n 1 "$log"); see $log"
  mv -f "$fresh"/* "$bin/"
  rm -rf "$bin.new" "$bin/.$name-"*
  : >"$stamp"
  echo "Built $name in $((SECONDS - begin)) s"
}

require_go() {
  local minor
  command -v go >/dev/null || die "Go 1.26 or newer is needed to build Kubernetes, found none"
  minor=$(go env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
  [ "${minor:-0}" -ge 26 ] || die "Go 1.26 or newer is needed to build Kubernetes, found $(go env GOVERSION)"
}

require_built() {
  local missing name
  missing=$(missing_packages | tr '\n' ' ')
  for name in kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl coredns pause; do
    [ -x "$bin/$name" ] || missing+="$name "
  done
  [ -z "$missing" ] || die "missing: ${missing% }; run e2e/cluster build"
}
