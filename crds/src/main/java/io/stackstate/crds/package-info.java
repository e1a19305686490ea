/**
 * The custom resources of the API group {@code stackstate.io}: what a user declares ({@code spec})
 * and what is reported back ({@code status}). From these classes come the CRDs in {@code
 * crds/generated} and the reference in {@code docs/custom-resources.md}.
 */
package io.stackstate.crds;
