using YamlDotNet.RepresentationModel;

namespace Sync.Script.Reading;

/// <summary>All that was found wrong in one script, in the order of its lines.</summary>
internal sealed class Findings
{
    private readonly List<ScriptError> errors = [];

    public IReadOnlyList<ScriptError> All => [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];

    public void Add(YamlNode at, string sentence) => errors.Add(new((int)at.Start.Line, (int)at.Start.Column, sentence));

    /// <summary>What a reader returns that found nothing it can use.</summary>
    public T? Add<T>(YamlNode at, string sentence)
        where T : class
    {
        Add(at, sentence);
        return null;
    }
}
