/**
 * The command line {@code stackstate}: asks the platform over REST, and sends payloads to its
 * receiver.
 */
package io.stackstate.cli;
