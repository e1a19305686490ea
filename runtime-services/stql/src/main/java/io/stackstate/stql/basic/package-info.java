/** The basic filter boxes of the user interface, and how they and queries become each other. */
package io.stackstate.stql.basic;
