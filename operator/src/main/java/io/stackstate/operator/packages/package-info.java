/** Fetches packages of StackPacks from where resources say that they are. Knows no platform. */
package io.stackstate.operator.packages;
