/** The words of PromQL. Between brackets is a mode of its own, because there a colon starts no name. */
lexer grammar PromqlLexer;

BLANK : [ \t\r\n]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> skip ;

LEFT_PAREN : '(' ;
RIGHT_PAREN : ')' ;
LEFT_BRACE : '{' ;
RIGHT_BRACE : '}' ;
LEFT_BRACKET : '[' -> pushMode(RANGE) ;
COMMA : ',' ;
AT : '@' ;

ADD : '+' ;
SUB : '-' ;
MUL : '*' ;
DIV : '/' ;
MOD : '%' ;
POW : '^' ;
EQUAL : '==' ;
UNEQUAL : '!=' ;
GREATER_OR_EQUAL : '>=' ;
LESS_OR_EQUAL : '<=' ;
GREATER : '>' ;
LESS : '<' ;
ASSIGN : '=' ;
REGEX : '=~' ;
NOT_REGEX : '!~' ;

AND : A N D ;
OR : O R ;
UNLESS : U N L E S S ;
ATAN2 : A T A N '2' ;
BY : B Y ;
WITHOUT : W I T H O U T ;
ON : O N ;
IGNORING : I G N O R I N G ;
GROUP_LEFT : G R O U P '_' L E F T ;
GROUP_RIGHT : G R O U P '_' R I G H T ;
BOOL : B O O L ;
OFFSET : O F F S E T ;
START : S T A R T ;
END : E N D ;
LIMIT : L I M I T ;
AGGREGATOR
  : S U M | A V G | M I N | M A X | C O U N T | G R O U P | S T D D E V | S T D V A R
  | T O P K | B O T T O M K | Q U A N T I L E | C O U N T '_' V A L U E S
  ;
CONSTANT : I N F | N A N ;

INTERVAL : '${__interval}' | '$__interval' ;
RATE_INTERVAL : '${__rate_interval}' | '$__rate_interval' ;
NUMBER
  : '0' [xX] [0-9a-fA-F]+
  | DIGIT+ ( '.' DIGIT* )? EXPONENT?
  | '.' DIGIT+ EXPONENT?
  ;
DURATION : ( DIGIT+ UNIT )+ ;
IDENTIFIER : [a-zA-Z_:] [a-zA-Z0-9_:]* ;
STRING
  : '"' ( '\\' . | ~["\\\r\n] )* '"'
  | '\'' ( '\\' . | ~['\\\r\n] )* '\''
  | '`' ~[`]* '`'
  ;

/** Each exists so that the parser reports it like any other unexpected token. */
UNCLOSED : ( '"' ( '\\' . | ~["\\\r\n] )* | '\'' ( '\\' . | ~['\\\r\n] )* | '`' ~[`]* ) '\\'? ;
STRAY : . ;

mode RANGE ;

RANGE_BLANK : [ \t\r\n]+ -> skip ;
RANGE_INTERVAL : ( '${__interval}' | '$__interval' ) -> type(INTERVAL) ;
RANGE_RATE_INTERVAL : ( '${__rate_interval}' | '$__rate_interval' ) -> type(RATE_INTERVAL) ;
RANGE_NUMBER : DIGIT+ ( '.' DIGIT* )? -> type(NUMBER) ;
RANGE_DURATION : ( DIGIT+ UNIT )+ -> type(DURATION) ;
COLON : ':' ;
RIGHT_BRACKET : ']' -> popMode ;
RANGE_STRAY : . -> type(STRAY) ;

fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
fragment UNIT : 'ms' | [smhdwy] ;
fragment A : [aA] ;
fragment B : [bB] ;
fragment C : [cC] ;
fragment D : [dD] ;
fragment E : [eE] ;
fragment F : [fF] ;
fragment G : [gG] ;
fragment H : [hH] ;
fragment I : [iI] ;
fragment K : [kK] ;
fragment L : [lL] ;
fragment M : [mM] ;
fragment N : [nN] ;
fragment O : [oO] ;
fragment P : [pP] ;
fragment Q : [qQ] ;
fragment R : [rR] ;
fragment S : [sS] ;
fragment T : [tT] ;
fragment U : [uU] ;
fragment V : [vV] ;
fragment W : [wW] ;
fragment X : [xX] ;
fragment Y : [yY] ;
