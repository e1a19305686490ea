package io.stackstate.crds.instance;

/** Whether pods of one service may share a node. */
public enum AntiAffinity {
  Preferred,
  Required
}
