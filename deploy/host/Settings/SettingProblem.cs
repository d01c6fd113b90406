namespace Sync.Host.Settings;

/// <summary>What is wrong with one setting, in one sentence. What may be secret is not repeated: only values of numbers and the like are.</summary>
internal static class SettingProblem
{
    /// <returns>null when the value can be used</returns>
    public static string? Of(Place place, string name, string value)
    {
        if (KnownSettings.All.TryGetValue(name, out var setting))
            return setting.Accepts(value) ? null : $"{place.Mention(setting.Name)} is {value}; allowed is {setting.Allowed}.";
        return KnownSettings.Groups.Contains(name) ? NoValue(place, name) : Unknown(place, name);
    }

    /// <summary>There is no setting, and no section, of this name.</summary>
    public static string Unknown(Place place, string name)
    {
        if (Nearest.Of(name, KnownSettings.All.Keys) is { } meant)
            return $"{place.Mention(name)} is no setting; did you mean {place.Spell(meant)}?";
        var group = name.Contains(':') ? name[..name.LastIndexOf(':')] : name;
        if (KnownSettings.Groups.Contains(group))
            return $"{place.Mention(name)} is no setting; {place.Spell(group)} has {string.Join(", ", KnownSettings.In(group).Select(place.Spell))}.";
        if (NearSection(name) is { } section)
            return $"{place.Mention(name)} is no setting; did you mean one of {section}, which has {string.Join(", ", KnownSettings.In(section).Select(place.Spell))}?";
        return $"{place.Mention(name)} is no setting; the sections are {string.Join(", ", KnownSettings.Sections.Select(s => s.Section))}.";
    }

    /// <summary>An object where a section is expected, but of no section's name.</summary>
    public static string UnknownGroup(Place place, string name) => Nearest.Of(name, KnownSettings.Groups) is { } meant
        ? $"{place.Mention(name)} is no section; did you mean {place.Spell(meant)}?"
        : Unknown(place, name);

    /// <summary>An object or a list where a value is expected.</summary>
    public static string NoObject(Place place, Setting setting, string kind) => $"{place.Mention(setting.Name)} is {kind}; allowed is {setting.Allowed}.";

    public static string Twice(Place place, string name) => $"{place.Mention(name)} is written twice.";

    /// <summary>Whether what is written in a place that others use too is meant for Sync: its section exists, or nearly so.</summary>
    public static bool IsOurs(string name) => name.Contains(':') && NearSection(name) is not null;

    private static string NoValue(Place place, string group) =>
        $"{place.Mention(group)} is a value; it is a section, and has {string.Join(", ", KnownSettings.In(group).Select(place.Spell))}.";

    private static string? NearSection(string name) => Nearest.Of(name.Split(':')[0], KnownSettings.Sections.Select(s => s.Section));
}
