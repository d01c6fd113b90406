using System.Data.Common;
using Microsoft.Data.SqlClient;
using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>Connection strings of databases, each of which may leave its password to a setting of its own.</summary>
internal static class StorageAddress
{
    /// <summary>From ConnectionStrings:Storage and Storage:Password; null for SQLite in the data folder.</summary>
    /// <exception cref="SettingException">no connection string; its text is not repeated</exception>
    public static string? Read(IConfiguration configuration) => Read(configuration, "ConnectionStrings:Storage", "Storage:Password");

    /// <summary>The same of another pair of settings.</summary>
    /// <exception cref="SettingException">no connection string; its text is not repeated</exception>
    public static string? Read(IConfiguration configuration, string setting, string passwordSetting)
    {
        if (configuration.Text(setting) is not { } text)
            return null;
        try
        {
            var keys = new DbConnectionStringBuilder { ConnectionString = text };
            return IsFile(keys) ? text : WithPassword(text, configuration.Text(passwordSetting));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // what the exception says may hold a part of the password
            throw new SettingException($"{setting} is no connection string; allowed is one of SQL Server, such as Server=HOST;Database=NAME;User ID=NAME, with quotes around a password that has a semicolon.");
        }
    }

    private static bool IsFile(DbConnectionStringBuilder keys) =>
        keys.ContainsKey("Data Source") && !keys.ContainsKey("Database") && !keys.ContainsKey("Initial Catalog");

    private static string WithPassword(string text, string? password)
    {
        var keys = new SqlConnectionStringBuilder(text);
        if (password is null || keys.Password.Length > 0 || keys.IntegratedSecurity)
            return text;
        keys.Password = password;
        return keys.ConnectionString;
    }
}
