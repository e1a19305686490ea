/** What the operator's process is told: HOCON, with environment variables in it. */
package io.stackstate.operator.config;
