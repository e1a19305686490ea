/** Actions of components as an output, done through the API of the platform. */
package io.stackstate.automation.output.action;
