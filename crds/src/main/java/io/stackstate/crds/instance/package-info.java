/**
 * {@code StackStateInstance}: the platform as a custom resource. One record for each block of the
 * spec, named after what it configures; fields appear with the feature that reads them.
 */
package io.stackstate.crds.instance;
