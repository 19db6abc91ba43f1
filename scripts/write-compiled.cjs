// Loaded before the command line: at its end, writes what V8 has compiled of it to FOREBEAR_COMPILED.
const { renameSync, writeFileSync } = require('node:fs');
const vm = require('node:vm');

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
