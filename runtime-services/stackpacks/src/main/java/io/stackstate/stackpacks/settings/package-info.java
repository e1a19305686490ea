/** Settings nodes: their catalogue, their validation, and the ports to where they are kept. */
package io.stackstate.stackpacks.settings;
