describe('an audit', () => {
  it('of the workspace');
});

export {};
