/** Drives {@link io.stackstate.operator.content.RemoteSync} from the API server of a cluster. */
package io.stackstate.operator.content.controller;
