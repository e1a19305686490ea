/** Kubernetes events as an output, written through the REST API of the cluster. */
package io.stackstate.automation.output.kubernetes;
