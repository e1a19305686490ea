/** What resources refer to by name: Secrets and ConfigMaps. */
package io.stackstate.operator.references;
