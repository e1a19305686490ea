/**
 * PromQL with what section 10 of the query sheet adds: ranges that are omitted, a limit behind an
 * aggregation, and two variables for durations. Types are checked when the expression is built.
 */
parser grammar PromqlParser;

options { tokenVocab = PromqlLexer; }

query : expression EOF ;

expression
  : expression LEFT_BRACKET range? RIGHT_BRACKET # ranged
  | expression OFFSET sign=( ADD | SUB )? duration # shifted
  | expression AT moment # anchored
  | <assoc=right> expression operator=POW modifier expression # binary
  | operator=( ADD | SUB ) expression # signed
  | expression operator=( MUL | DIV | MOD | ATAN2 ) modifier expression # binary
  | expression operator=( ADD | SUB ) modifier expression # binary
  | expression
    operator=( EQUAL | UNEQUAL | GREATER | LESS | GREATER_OR_EQUAL | LESS_OR_EQUAL )
    modifier expression # binary
  | expression operator=( AND | UNLESS ) modifier expression # binary
  | expression operator=OR modifier expression # binary
  | LEFT_PAREN expression RIGHT_PAREN # grouped
  | ( NUMBER | CONSTANT | DURATION | INTERVAL | RATE_INTERVAL ) # number
  | STRING # text
  | AGGREGATOR ( clause arguments | arguments clause? ) ( LIMIT NUMBER )? # aggregation
  | IDENTIFIER arguments # call
  | ( name matchers? | matchers ) # selector
  ;

range : duration subquery? ;

subquery : COLON duration? ;

duration : DURATION | NUMBER | INTERVAL | RATE_INTERVAL ;

moment
  : sign=( ADD | SUB )? NUMBER
  | ( START | END ) LEFT_PAREN RIGHT_PAREN
  ;

modifier : BOOL? matching? ;

matching : ( ON | IGNORING ) matched=labels ( ( GROUP_LEFT | GROUP_RIGHT ) included=labels? )? ;

clause : ( BY | WITHOUT ) labels ;

labels : LEFT_PAREN ( label ( COMMA label )* COMMA? )? RIGHT_PAREN ;

label : name | STRING ;

arguments : LEFT_PAREN ( expression ( COMMA expression )* )? RIGHT_PAREN ;

matchers : LEFT_BRACE ( matcher ( COMMA matcher )* COMMA? )? RIGHT_BRACE ;

matcher
  : label operator=( ASSIGN | UNEQUAL | REGEX | NOT_REGEX ) STRING
  | STRING
  ;

/** Key words are names as well, where a name is possible. */
name
  : IDENTIFIER | AGGREGATOR | CONSTANT | AND | OR | UNLESS | ATAN2 | BY | WITHOUT | ON | IGNORING
  | GROUP_LEFT | GROUP_RIGHT | BOOL | OFFSET | START | END | LIMIT
  ;
