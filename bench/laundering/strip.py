"""L1: comments and docstrings gone, everything formatted anew (comments and layout never enter a tree)."""
import ast

from .trees import is_docstring


def strip(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            kept = [stmt for stmt in node.body if not is_docstring(stmt)]
            node.body = kept or ([] if isinstance(node, ast.Module) else [ast.Pass()])
    return tree
