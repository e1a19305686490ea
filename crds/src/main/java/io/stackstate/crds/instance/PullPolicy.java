package io.stackstate.crds.instance;

/** When the kubelet pulls an image. */
public enum PullPolicy {
  Always,
  IfNotPresent,
  Never
}
