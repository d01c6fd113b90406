namespace Sync.Devices.Indi;

/// <summary>The properties of one device, as the server tells them.</summary>
internal sealed class IndiStore(string device)
{
    private readonly Dictionary<string, IndiVector> vectors = [];

    /// <summary>What the driver said last, in its own words.</summary>
    public string? LastMessage { get; private set; }

    /// <summary>How often it has said something, to tell new words from old.</summary>
    public int Messages { get; private set; }

    public IndiVector? Find(string name) => vectors.GetValueOrDefault(name);

    public void Clear() => vectors.Clear();

    /// <summary>Takes in one element; null when it changes no property of this device.</summary>
    public IndiChange? Apply(IndiElement element)
    {
        if (element["device"] is { } other && other != device)
            return null;
        Hear(element["message"]);
        return element.Tag switch
        {
            "delProperty" => Delete(element["name"]),
            "message" => null,
            _ when Kind(element.Tag, "def") is { } kind => Define(element, kind),
            _ when Kind(element.Tag, "set") is not null => Set(element),
            _ => null,
        };
    }

    private static string? Kind(string tag, string verb) =>
        tag.StartsWith(verb, StringComparison.Ordinal) && tag.EndsWith("Vector", StringComparison.Ordinal) ? tag[3..^6] : null;

    private void Hear(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
            return;
        LastMessage = message.Trim();
        Messages++;
    }

    private IndiChange Delete(string? name)
    {
        if (name is null)
            vectors.Clear();
        else
            vectors.Remove(name);
        return new IndiChange(IndiChangeKind.Deleted, name, null);
    }

    private IndiChange? Define(IndiElement element, string kind)
    {
        if (element["name"] is not { } name)
            return null;
        var values = new Dictionary<string, string>();
        var labels = new Dictionary<string, string>();
        var ranges = new Dictionary<string, IndiRange>();
        foreach (var child in element.Children.Where(c => c["name"] is not null))
        {
            values[child["name"]!] = child.Text;
            if (child["label"] is { } label)
                labels[child["name"]!] = label;
            if (IndiRange.Of(child) is { } range)
                ranges[child["name"]!] = range;
        }
        var vector = new IndiVector(name, kind, State(element) ?? IndiState.Idle, element["perm"] ?? "ro", values) { Labels = labels, Ranges = ranges };
        vectors[name] = vector;
        return new IndiChange(IndiChangeKind.Defined, name, vector);
    }

    private IndiChange? Set(IndiElement element)
    {
        if (element["name"] is not { } name || !vectors.TryGetValue(name, out var before))
            return null;
        var values = new Dictionary<string, string>(before.Values);
        IndiBlob? blob = null;
        foreach (var child in element.Children.Where(c => c["name"] is not null))
        {
            values[child["name"]!] = child.Text;
            if (child.Blob is { } bytes)
                blob = new IndiBlob(child["format"] ?? "", bytes);
        }
        var vector = before with { State = State(element) ?? before.State, Values = values };
        vectors[name] = vector;
        return new IndiChange(IndiChangeKind.Set, name, vector with { Blob = blob });
    }

    private static IndiState? State(IndiElement element) => element["state"] switch
    {
        "Idle" => IndiState.Idle,
        "Ok" => IndiState.Ok,
        "Busy" => IndiState.Busy,
        "Alert" => IndiState.Alert,
        _ => null,
    };
}
