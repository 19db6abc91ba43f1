"""L2: every name the author chose is replaced; names of libraries, frameworks and Python itself stay."""
import ast

from .trees import FUNCTIONS, SCOPES, parameters

# Methods and attributes that a framework looks up by name: who renames them has a program that no longer runs.
HOOKS = set(
    '''forward backward training_step validation_step configure_optimizers extra_repr reset_parameters state_dict
    load_state_dict from_pretrained save_pretrained get_input_embeddings set_input_embeddings
    get_output_embeddings set_output_embeddings prepare_inputs_for_generation _reorder_cache generate
    save_vocabulary get_vocab vocab_size _tokenize _convert_token_to_id _convert_id_to_token
    convert_tokens_to_string build_inputs_with_special_tokens model_type config_class base_model_prefix
    _no_split_modules supports_gradient_checkpointing main_input_name _init_weights _set_gradient_checkpointing
    setup training device dtype parameters modules named_parameters train eval to cuda half call build get_config
    compute_output_shape config weight bias post_init data setup_inputs apply register_buffer step'''.split()
)
# Attributes that library objects have too: renamed on `self` only.
SHARED = HOOKS | set(
    '''shape size dim view mode width height name type value values items keys index count append pop update get
    text image images path size num_heads embed_dim hidden_size vocab encode decode tokenizer model encoder decoder
    format split join read write close open id ids mask input output inputs outputs start end length min max mean
    sum std norm conv stride padding kernel_size in_features out_features register T real imag'''.split()
)


def _bound_in(function):
    """Names bound in a function itself: parameters, assignments, loop and comprehension variables."""
    found, outside = set(), set()

    def walk(node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                found.add(child.id)
            elif isinstance(child, ast.ExceptHandler) and child.name:
                found.add(child.name)
            elif isinstance(child, (ast.Global, ast.Nonlocal)):
                outside.update(child.names)
            elif isinstance(child, FUNCTIONS + (ast.ClassDef,)):
                found.add(child.name)
            if not isinstance(child, SCOPES):
                walk(child)

    for stmt in function.body if isinstance(function.body, list) else [function.body]:
        walk(ast.Module([stmt], []) if isinstance(stmt, ast.stmt) else ast.Expr(stmt))
    return found - outside


def _imported(node):
    return {
        (alias.asname or alias.name).split('.')[0]
        for item in ast.walk(node)
        if isinstance(item, (ast.Import, ast.ImportFrom))
        for alias in item.names
    }


class Rename(ast.NodeTransformer):
    def __init__(self, tree, rng, fresh):
        self.rng, self.fresh = rng, fresh
        self.per_function = rng.random() < 0.5
        self.selves = rng.random() < 0.2
        imported = _imported(tree)
        self.globals, self.attributes, self.parameters = {}, {}, {}
        self.owners = set()
        self.scopes = []
        for name in sorted(_bound_in(tree) - imported):
            if not name.startswith('__') and name != '_':
                self.globals[name] = None
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                self._own_attributes(node)
            if isinstance(node, FUNCTIONS):
                for parameter in parameters(node):
                    if parameter.arg not in ('self', 'cls', '_'):
                        self.parameters.setdefault(parameter.arg, None)
        classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
        for name in self.globals:
            self.globals[name] = fresh.type_name() if name in classes else self._styled(name)
        for name in sorted(self.attributes):
            self.attributes[name] = self._styled(name)
        for name in sorted(self.parameters):
            self.parameters[name] = self._styled(name)
        self.functions = {node.name for node in ast.walk(tree) if isinstance(node, FUNCTIONS + (ast.ClassDef,))}

    def _styled(self, name):
        new = self.fresh.words() if self.rng.random() < 0.5 else self.fresh.name()
        if name.isupper():
            return new.upper()
        return f'_{new}' if name.startswith('_') else new

    def _own_attributes(self, node):
        for item in node.body:
            if isinstance(item, FUNCTIONS) and not item.name.startswith('__') and item.name not in HOOKS:
                self.attributes[item.name] = None
            for name in ast.walk(item) if isinstance(item, (ast.Assign, ast.AnnAssign)) else ():
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store) and name.id not in HOOKS:
                    if not name.id.startswith('__'):
                        self.attributes[name.id] = None
        for item in ast.walk(node):
            if (
                isinstance(item, ast.Attribute)
                and isinstance(item.ctx, ast.Store)
                and isinstance(item.value, ast.Name)
                and item.value.id == 'self'
                and item.attr not in HOOKS
                and not item.attr.startswith('__')
            ):
                self.attributes[item.attr] = None
            if isinstance(item, ast.Call) and isinstance(item.func, ast.Attribute) and item.args:
                key = item.args[0]
                if item.func.attr in ('register_buffer', 'register_parameter', 'add_module'):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.isidentifier():
                        if key.value not in HOOKS:
                            self.attributes[key.value] = None

    def _look_up(self, name):
        for index in range(len(self.scopes) - 1, -1, -1):
            kind, table = self.scopes[index]
            if kind == 'class' and index != len(self.scopes) - 1:
                continue
            if name in table:
                return table[name]
        return self.globals.get(name, name)

    def _function(self, node):
        if isinstance(node, FUNCTIONS):
            node.decorator_list = [self.visit(item) for item in node.decorator_list]
            node.returns = self.visit(node.returns) if node.returns else None
            in_class = bool(self.scopes) and self.scopes[-1][0] == 'class'
            node.name = self.attributes.get(node.name, node.name) if in_class else self._look_up(node.name)
        for default in ('defaults', 'kw_defaults'):
            values = getattr(node.args, default)
            setattr(node.args, default, [self.visit(value) if value else None for value in values])
        imported = _imported(node)
        table = {name: name for name in imported}
        for parameter in parameters(node):
            if parameter.annotation:
                parameter.annotation = self.visit(parameter.annotation)
            if parameter.arg == 'self' and self.selves:
                table['self'] = 'this'
            else:
                table[parameter.arg] = self.parameters.get(parameter.arg, parameter.arg)
                if parameter.arg not in self.parameters and parameter.arg not in ('self', 'cls', '_'):
                    table[parameter.arg] = self._styled(parameter.arg)
        for name in sorted(_bound_in(node) - set(table)):
            if name == '_' or name.startswith('__'):
                table[name] = name
            elif self.per_function:
                table[name] = self._styled(name)
            else:
                self.parameters.setdefault(name, None)
                self.parameters[name] = self.parameters[name] or self._styled(name)
                table[name] = self.parameters[name]
        for parameter in parameters(node):
            parameter.arg = table[parameter.arg]
        self.scopes.append(('function', table))
        if isinstance(node.body, list):
            node.body = [self.visit(stmt) for stmt in node.body]
        else:
            node.body = self.visit(node.body)
        self.scopes.pop()
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _function

    def visit_ClassDef(self, node):
        node.bases = [self.visit(item) for item in node.bases]
        node.keywords = [self.visit(item) for item in node.keywords]
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        node.name = self._look_up(node.name)
        names = _bound_in(node) | {item.name for item in node.body if isinstance(item, FUNCTIONS)}
        self.scopes.append(('class', {name: self.attributes.get(name, name) for name in names}))
        node.body = [self.visit(stmt) for stmt in node.body]
        self.scopes.pop()
        return node

    def visit_Name(self, node):
        node.id = self._look_up(node.id)
        return node

    def visit_Global(self, node):
        node.names = [self.globals.get(name, name) for name in node.names]
        return node

    def visit_Nonlocal(self, node):
        node.names = [self._look_up(name) for name in node.names]
        return node

    def visit_ExceptHandler(self, node):
        if node.name:
            node.name = self._look_up(node.name)
        return self.generic_visit(node)

    def visit_Attribute(self, node):
        on_self = isinstance(node.value, ast.Name) and node.value.id in ('self', 'cls', 'this')
        if node.attr in self.attributes and (on_self or node.attr not in SHARED):
            node.attr = self.attributes[node.attr]
        return self.generic_visit(node)

    def visit_Call(self, node):
        callee = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, 'attr', None)
        own = callee in self.functions
        if isinstance(node.func, ast.Attribute) and node.func.attr in (
            'register_buffer', 'register_parameter', 'add_module',
        ):
            key = node.args[0] if node.args else None
            if isinstance(key, ast.Constant) and key.value in self.attributes:
                node.args[0] = ast.Constant(self.attributes[key.value])
        node = self.generic_visit(node)
        if own:
            for item in node.keywords:
                item.arg = self.parameters.get(item.arg) or self.attributes.get(item.arg) or item.arg
        return node


def rename(tree, rng, fresh):
    return ast.fix_missing_locations(Rename(tree, rng, fresh).visit(tree))
