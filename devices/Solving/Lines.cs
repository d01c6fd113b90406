namespace Sync.Devices.Solving;

/// <summary>The first lines that a program wrote; who writes without end fills no memory.</summary>
internal sealed class Lines
{
    private const int Most = 2000;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    public void Add(string line)
    {
        lock (gate)
        {
            if (lines.Count < Most && line.Length > 0)
                lines.Add(line);
        }
    }

    public IReadOnlyList<string> ToList()
    {
        lock (gate)
            return [.. lines];
    }
}
