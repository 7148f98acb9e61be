using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PageTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PageTexts",
                columns: table => new
                {
                    Host = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    TextKey = table.Column<long>(type: "bigint", nullable: false),
                    TitleKey = table.Column<long>(type: "bigint", nullable: false),
                    IsRepeated = table.Column<bool>(type: "boolean", nullable: false),
                    ArticleId = table.Column<long>(type: "bigint", nullable: true),
                    SeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PageTexts", x => new { x.Host, x.TextKey });
                });

            migrationBuilder.CreateIndex(
                name: "IX_PageTexts_Host_SeenAt",
                table: "PageTexts",
                columns: new[] { "Host", "SeenAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PageTexts");
        }
    }
}
