/**
 * Keeps Kubernetes objects as they are desired: server-side apply, prune, observation. Knows
 * nothing of what the objects are for (operator sheet, section 5.4).
 */
package io.stackstate.operator.k8s;
