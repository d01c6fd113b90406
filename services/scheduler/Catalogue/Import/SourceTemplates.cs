using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>
/// Templates of several profiles with one name are one kind of exposure, with a variant for each profile. The profile with the
/// projects is the default.
/// </summary>
internal sealed class SourceTemplates
{
    private readonly Dictionary<long, Guid> kindOf = [];
    private readonly Dictionary<Guid, (string Name, Dictionary<string, VariantEntry> Variants)> kinds = [];

    public SourceTemplates(IReadOnlyList<SourceRow> rows, string mainProfile, List<string> left)
    {
        // The main profile's come first, so that a name which it uses twice is told apart before the others join it.
        foreach (var row in rows.OrderBy(r => ProfileOf(r) == mainProfile ? 0 : 1).ThenBy(r => r.Id))
            Add(row, mainProfile, left);
    }

    public IEnumerable<(Guid Kind, string Name, IReadOnlyDictionary<string, VariantEntry> Variants)> All =>
        kinds.Select(k => (k.Key, k.Value.Name, (IReadOnlyDictionary<string, VariantEntry>)k.Value.Variants));

    /// <summary>How many templates were read, of all profiles.</summary>
    public int Read => kindOf.Count;

    /// <summary>The kind of a template; null when there is no such template, or it was left.</summary>
    public Guid? KindOf(long templateId) => kindOf.TryGetValue(templateId, out var kind) ? kind : null;

    internal static string ProfileOf(SourceRow row) => (row.Text("profileId") ?? "").Trim().ToLowerInvariant();

    private void Add(SourceRow row, string mainProfile, List<string> left)
    {
        if (row.Text("name") is not { Length: > 0 } name || row.Text("filtername") is not { } filter)
        {
            left.Add($"{row.Name} was left: it has no name or no filter.");
            return;
        }

        var profile = ProfileOf(row);
        var kind = StableId.Of("kind", name.ToLowerInvariant());
        if (kinds.TryGetValue(kind, out var known) && known.Variants.ContainsKey(profile))
        {
            left.Add($"{row.Name}: profile {profile} has that name twice; the second one is now called \"{name} ({row.Id})\".");
            name = $"{name} ({row.Id})";
            kind = StableId.Of("kind", name.ToLowerInvariant(), profile);
        }

        kindOf[row.Id] = kind;
        if (!kinds.TryGetValue(kind, out var entry))
            kinds[kind] = entry = (name, []);
        var variant = Variant(row, filter, left);
        entry.Variants[profile] = variant;
        if (profile == mainProfile || !entry.Variants.ContainsKey(""))
            entry.Variants[""] = variant;
    }

    private static VariantEntry Variant(SourceRow row, string filter, List<string> left) =>
        new(filter, row.Within("defaultexposure", 0.001, 86400, 60, left))
        {
            Gain = OrNull(row.Within("gain", -1, 100000, -1, left)),
            Offset = OrNull(row.Within("offset", -1, 100000, -1, left)),
            Binning = row.Within("bin", 1, 16, 1, left),
            ReadoutMode = OrNull(row.Within("readoutmode", -1, 1000, -1, left)),
            Twilight = (TwilightLevel)row.Within("twilightlevel", 0, 3, 0, left),
            TwilightOffsetMinutes = row.Within("minutesOffset", -720, 720, 0, left),
            MoonAvoidance = row.Flag("moonavoidanceenabled"),
            Moon = new()
            {
                SeparationDegrees = row.Within("moonavoidanceseparation", 0, 180.0, 60, left),
                WidthDays = row.Within("moonavoidancewidth", 0, 30.0, 7, left),
                RelaxScale = row.Within("moonrelaxscale", 0, 100.0, 0, left),
                RelaxMaximumDegrees = row.Within("moonrelaxmaxaltitude", -90, 90.0, 5, left),
                RelaxMinimumDegrees = row.Within("moonrelaxminaltitude", -90, 90.0, -15, left),
                MoonDown = row.Flag("moondownenabled"),
            },
            MaximumHumidityPercent = row.Within("maximumhumidity", 0, 100.0, 0, left),
            DitherEvery = OrNull(row.Within("ditherevery", -1, 10000, -1, left)),
        };

    private static int? OrNull(int value) => value < 0 ? null : value;
}
