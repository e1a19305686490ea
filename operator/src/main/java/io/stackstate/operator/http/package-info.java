/** The one port of the operator's process: probes and metrics. */
package io.stackstate.operator.http;
