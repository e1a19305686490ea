/** PromQL as text, and what it says once its types are right. */
package io.stackstate.telemetry.promql.syntax;
