// Stryker's runner asks for files of Mocha without their ending; since Mocha 12 that is .cjs, which Node does not try.
require.extensions['.cjs'] ??= require.extensions['.js'];
