package io.stackstate.crds.instance;

/** How the front Service is reached. */
public enum ServiceType {
  ClusterIP,
  NodePort,
  LoadBalancer
}
