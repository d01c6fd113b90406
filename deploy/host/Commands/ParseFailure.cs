using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sync.Host.Commands;

/// <summary>What is wrong with arguments, in one sentence.</summary>
internal static class ParseFailure
{
    private static readonly Dictionary<Type, string> Kinds = new()
    {
        [typeof(int)] = "a whole number",
        [typeof(double)] = "a number",
    };

    public static string Sentence(ParseResult parsed)
    {
        var error = parsed.Errors[0];
        if (error.SymbolResult is OptionResult { Tokens: [var value] } result && Kinds.TryGetValue(result.Option.ValueType, out var allowed))
            return $"{result.Option.Name} is {value.Value}; allowed is {allowed}.";
        return $"{error.Message.TrimEnd('.')}; see {Path(parsed.CommandResult)} --help.";
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "sync";
}
