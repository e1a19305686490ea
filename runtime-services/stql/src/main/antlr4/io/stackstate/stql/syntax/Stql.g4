/**
 * STQL, the query language over components: query sheet section 1.1. One token of look-ahead decides
 * everywhere, and only parentheses nest, so that the depth of a query can be bounded before parsing.
 * Names of keys, functions and parameters are checked later, where the message can be better.
 */
grammar Stql;

@lexer::members {
  /** A comment is a whole line, so that a word may start with the same character. */
  private boolean startsLine() {
    for (int i = _tokenStartCharIndex - 1; i >= 0; i--) {
      int before = _input.getText(Interval.of(i, i)).codePointAt(0);
      if (before == '\n' || before == '\r') {
        return true;
      }
      if (!Character.isWhitespace(before) && !Character.isSpaceChar(before)) {
        return false;
      }
    }
    return true;
  }
}

@lexer::header {
import org.antlr.v4.runtime.misc.Interval;
}

query : disjunction? EOF ;

disjunction : conjunction ( OR conjunction )* ;

conjunction : unary ( AND unary | subtraction )* ;

subtraction : NOT unary ;

unary : NOT* primary ;

primary
  : OPEN disjunction CLOSE # group
  | WORD ( call | comparison ) # named
  ;

comparison
  : EQUAL value # equal
  | UNEQUAL value # unequal
  | NOT? IN OPEN value ( COMMA value )* CLOSE # in
  ;

call : OPEN ( argument ( COMMA argument )* )? CLOSE ;

argument : WORD EQUAL ( nested | value ) ;

nested : OPEN disjunction? CLOSE ;

value : WORD | STRING ;

/** Kept out of the parser's sight, but seen by the editor. */
COMMENT : '#' { startsLine() }? ~[\r\n]* -> channel(HIDDEN) ;
BLANK : [\p{White_Space}]+ -> skip ;

AND : [aA] [nN] [dD] ;
OR : [oO] [rR] ;
NOT : [nN] [oO] [tT] ;
IN : [iI] [nN] ;

OPEN : '(' ;
CLOSE : ')' ;
COMMA : ',' ;
EQUAL : '=' ;
UNEQUAL : '!=' ;
STRING : '"' ( '\\' . | ~["\\] )* '"' | '\'' ( '\\' . | ~['\\] )* '\'' ;
WORD : ~[\p{White_Space}"'(),=!]+ ;

/** These two exist so that the parser reports them like any other unexpected token. */
UNCLOSED : '"' ( '\\' . | ~["\\] )* '\\'? | '\'' ( '\\' . | ~['\\] )* '\\'? ;
STRAY : . ;
