/**
 * The life of StackPacks on a server: upload, installation, upgrade, removal (topology sheet, 7.7).
 */
package io.stackstate.stackpacks.provision;
