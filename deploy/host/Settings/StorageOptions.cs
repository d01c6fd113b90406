namespace Sync.Host.Settings;

/// <summary>What connection strings of databases leave out. Section "Storage".</summary>
internal sealed class StorageOptions
{
    /// <summary>Where ConnectionStrings:Storage has none.</summary>
    public string? Password { get; init; }

    /// <summary>Where ConnectionStrings:StorageAdministrator has none.</summary>
    public string? AdministratorPassword { get; init; }

    /// <summary>For the logins that are made.</summary>
    public StoragePasswords Passwords { get; init; } = new();
}

/// <summary>Passwords of the roles' logins.</summary>
internal sealed class StoragePasswords
{
    public string? Scheduler { get; init; }

    public string? Dither { get; init; }

    public string? Grader { get; init; }
}
