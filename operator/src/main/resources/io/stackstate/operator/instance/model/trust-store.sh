# Makes the trust store $1: the authorities of the Java runtime, and every certificate in $2/*/ca.crt.
set -eu
store=$1 sources=$2
if [ -n "${JAVA_HOME:-}" ]; then home=$JAVA_HOME; else home=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")"); fi
rm -f "$store"
if [ -f "$home/lib/security/cacerts" ]; then
  cp -L "$home/lib/security/cacerts" "$store"
  chmod u+w "$store"
fi
work=$(dirname "$store")/work
mkdir -p "$work"
for bundle in "$sources"/*/ca.crt; do
  [ -f "$bundle" ] || continue
  rm -f "$work"/*.pem
  awk -v out="$work/" '/-----BEGIN CERTIFICATE-----/ { n++ } n { print > (out n ".pem") }' "$bundle"
  count=0
  for certificate in "$work"/*.pem; do
    [ -f "$certificate" ] || { echo "$bundle: found no certificate, expected PEM" >&2; exit 1; }
    count=$((count + 1))
    name=$(basename "$(dirname "$bundle")")-$count
    "$home/bin/keytool" -importcert -noprompt -keystore "$store" -storepass changeit -alias "stackstate-$name" -file "$certificate"
  done
done
