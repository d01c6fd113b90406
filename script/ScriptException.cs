namespace Sync.Script;

/// <summary>A script can't be used. The message has one line for each thing that is wrong.</summary>
public sealed class ScriptException(string file, IReadOnlyList<ScriptError> errors) :
    Exception(string.Join('\n', errors.Select(e => $"{file}:{e.Line}:{e.Column}: {e.Sentence}")))
{
    public IReadOnlyList<ScriptError> Errors => errors;
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Line">from 1</param>
/// <param name="Column">from 1</param>
/// <param name="Sentence">what, its value, and what is allowed</param>
public sealed record ScriptError(int Line, int Column, string Sentence);
