// Loaded before the command line: at its end, writes what V8 has compiled of it to FOREBEAR_COMPILED. The code is for V8
// as it is at a start: flags that are set later are not.
const { renameSync, writeFileSync } = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString = () => {};
const target = process.env.FOREBEAR_COMPILED;
vm.Script = class extends vm.Script {
  constructor(...given) {
    super(...given);
    process.once('exit', () => {
      writeFileSync(`${target}.part`, this.createCachedData());
      renameSync(`${target}.part`, target);
    });
  }
};
