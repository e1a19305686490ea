/** How fast health comes through the whole pipeline. */
package io.stackstate.benchmarks.health;
