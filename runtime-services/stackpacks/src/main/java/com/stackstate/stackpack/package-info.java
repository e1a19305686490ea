/**
 * The contract that provisioning scripts of StackPacks are written against. Names are those that
 * published packs import; nothing but scripts and the provisioner uses them.
 */
package com.stackstate.stackpack;
